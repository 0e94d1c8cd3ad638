"""Ways to break the engine: each relation of each form, and each step of the arithmetic, one at a time."""

from __future__ import annotations

import ast
import inspect
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property, partial
from types import FunctionType, ModuleType
from typing import get_args

from core.forms import library
from core.forms.form import Form
from core.forms.relation import Operator, Relation, Severity, Term
from core.reconcile import evaluate


@dataclass(frozen=True)
class Mutant:
    """One way to break the engine: what it is called, which tests are likely to tell, how it is done."""

    name: str
    hint: str
    broken: Callable[[], AbstractContextManager[None]]


# Relations


def relation_mutants() -> Iterator[Mutant]:
    """Every relation of every form: dropped, and with one term, the operator or the severity changed."""
    for form in library.official_forms().values():
        for relations, put in (
            (form.relations, partial(_with_relations, form)),
            (form.checks, partial(_with_checks, form)),
        ):
            for at, relation in enumerate(relations):
                for what, changed in _changed(relation):
                    made = put((*relations[:at], *changed, *relations[at + 1 :]))
                    name = f"{form.name} {relation.key}"
                    yield Mutant(f"{name}: {what}", f"{name}]", partial(_with_form, made))


def _with_relations(form: Form, relations: tuple[Relation, ...]) -> Form:
    return replace(form, relations=relations)


def _with_checks(form: Form, checks: tuple[Relation, ...]) -> Form:
    return replace(form, checks=checks)


def _changed(relation: Relation) -> Iterator[tuple[str, tuple[Relation, ...]]]:
    yield "dropped", ()
    for operator in get_args(Operator):
        if operator != relation.operator:
            yield f"operator {operator}", (replace(relation, operator=operator),)
    for severity in get_args(Severity):
        if severity != relation.severity:
            yield f"severity {severity}", (replace(relation, severity=severity),)
    yield "slack 2", (replace(relation, slack=2),)
    for what, terms in _terms(relation.left):
        yield f"left {what}", (replace(relation, left=terms),)
    for what, terms in _terms(relation.right):
        yield f"right {what}", (replace(relation, right=terms),)


def _terms(held: tuple[Term, ...]) -> Iterator[tuple[str, tuple[Term, ...]]]:
    """The terms of a side with one of them dropped, turned or doubled."""
    for at, term in enumerate(held):
        for what, put in (
            ("dropped", ()),
            ("sign", (replace(term, coefficient=-term.coefficient),)),
            ("twice", (replace(term, coefficient=2 * term.coefficient),)),
        ):
            yield f"{term.cell} {what}", (*held[:at], *put, *held[at + 1 :])


@contextmanager
def _with_form(form: Form) -> Iterator[None]:
    """The program with a form changed."""
    held = library.official_forms()
    before = held[form.name]
    held[form.name] = form
    _forget()
    try:
        yield
    finally:
        held[form.name] = before
        _forget()


def _forget() -> None:
    for kept in (library.known_forms, library.forms, library.local_forms, evaluate._relations):
        kept.cache_clear()


# Code


def code_mutants(module: ModuleType) -> Iterator[Mutant]:
    """Every function and method with one step changed: an operator, a number, a condition, any or all."""
    short = module.__name__.removeprefix("core.").removeprefix("reconcile.")
    for owner, definition in _definitions(module):
        function = _function(owner, definition.name)
        said = Counter[str]()
        for at, (node, what, _) in enumerate(_places(definition)):
            name = f"{short}.{function.__qualname__}: {_words(node)}: {what}"
            said[name] += 1
            nth = f" (#{said[name]})" if said[name] > 1 else ""
            yield Mutant(name + nth, "", partial(_with_code, module, function, definition, at))


def _definitions(module: ModuleType) -> Iterator[tuple[ModuleType | type, ast.FunctionDef]]:
    """The functions of a module, and the methods of its classes, each with what it is a part of."""
    for step in ast.parse(inspect.getsource(module)).body:
        if isinstance(step, ast.FunctionDef):
            yield module, step
        elif isinstance(step, ast.ClassDef):
            owner = getattr(module, step.name)
            yield from ((owner, method) for method in step.body if isinstance(method, ast.FunctionDef))


def _function(owner: ModuleType | type, name: str) -> FunctionType:
    """The function that stands behind a name of a module or class: a property's, or a method's own."""
    held = vars(owner)[name]
    if isinstance(held, property):
        held = held.fget
    elif isinstance(held, cached_property):
        held = held.func
    function = inspect.unwrap(held)
    assert isinstance(function, FunctionType)
    return function


def _words(node: ast.expr | ast.stmt) -> str:
    return ast.unparse(node.test if isinstance(node, ast.If | ast.IfExp) else node)


Place = tuple[ast.expr | ast.stmt, str, Callable[[], None]]

COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
RECKONED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.Div: ast.Mult,
    ast.Mod: ast.Add,
}
NAMED = {"any": "all", "all": "any", "min": "max", "max": "min"}


def _places(definition: ast.FunctionDef) -> Iterator[Place]:
    """Where the body of a function can be changed, how that is called, and the change itself."""
    nodes = [node for step in definition.body for node in _walk(step)]
    for node in nodes:
        match node:
            case ast.Compare(ops=[operator]):
                for other in COMPARED.get(type(operator), ()):
                    said = f"{type(operator).__name__} to {other.__name__}"
                    yield node, said, partial(setattr, node, "ops", [other()])
            case ast.BinOp(op=operation) | ast.AugAssign(op=operation):
                turned = RECKONED.get(type(operation))
                if turned is not None:
                    said = f"{type(operation).__name__} to {turned.__name__}"
                    yield node, said, partial(setattr, node, "op", turned())
            case ast.BoolOp(op=both):
                joined: ast.boolop = ast.Or() if isinstance(both, ast.And) else ast.And()
                yield node, f"to {type(joined).__name__}", partial(setattr, node, "op", joined)
            case ast.UnaryOp(op=ast.USub() | ast.Not(), operand=operand):
                yield node, "without its sign or not", partial(_become, node, operand)
            case ast.Constant(value=int() as value) if not isinstance(value, bool):
                yield node, f"{value} to {value + 1}", partial(setattr, node, "value", value + 1)
            case ast.Constant(value=bool() as held):
                yield node, f"{held} to {not held}", partial(setattr, node, "value", not held)
            case ast.Call(func=ast.Name(id=name) as function) if name in NAMED:
                yield node, f"{name} to {NAMED[name]}", partial(setattr, function, "id", NAMED[name])
            case ast.If() | ast.IfExp():
                for value in (True, False):
                    yield node, f"if {value}", partial(setattr, node, "test", _constant(value, node.test))
            case ast.comprehension(ifs=[_, *_] as tests):
                for at, test in enumerate(tests):
                    yield test, "if True", partial(tests.__setitem__, at, _constant(True, test))


def _walk(step: ast.AST) -> Iterator[ast.AST]:
    """A step and all below it, the outermost first, but what is only said of types."""
    waiting = deque([step])
    while waiting:
        node = waiting.popleft()
        yield node
        for name, held in ast.iter_fields(node):
            if name not in ("annotation", "returns"):
                below = held if isinstance(held, list) else [held]
                waiting.extend(each for each in below if isinstance(each, ast.AST))


def _constant(value: bool, instead: ast.expr) -> ast.Constant:
    return ast.copy_location(ast.Constant(value), instead)


def _become(node: ast.UnaryOp, operand: ast.expr) -> None:
    """Turns a node into its operand, as +x, which changes neither a number nor, in a condition, a truth."""
    node.op = ast.UAdd() if isinstance(node.op, ast.USub) else ast.Not()
    if isinstance(node.op, ast.Not):
        node.operand = ast.copy_location(ast.UnaryOp(ast.Not(), operand), operand)


@contextmanager
def _with_code(
    module: ModuleType, held: FunctionType, definition: ast.FunctionDef, at: int
) -> Iterator[None]:
    """The module with a function of it changed in one place, wherever it has been imported to."""
    made = deepcopy(definition)
    list(_places(made))[at][2]()
    made.decorator_list = []
    tree = ast.Module([_future(), made], [])
    found: dict[str, FunctionType] = {}
    exec(compile(ast.fix_missing_locations(tree), module.__file__ or "", "exec"), dict(vars(module)), found)
    before = held.__code__
    held.__code__ = found[definition.name].__code__
    _forget()
    try:
        yield
    finally:
        held.__code__ = before
        _forget()


def _future() -> ast.stmt:
    return ast.parse("from __future__ import annotations").body[0]
