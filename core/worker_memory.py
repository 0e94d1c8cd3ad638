"""How much memory a process may use and how much it uses, as Windows and Linux tell: limits set from inside,
and a look from outside, since not every system holds a process to its limit."""

from __future__ import annotations

import sys
from pathlib import Path

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes
    from functools import cache

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _ExtendedLimits(ctypes.Structure):
        _fields_ = (
            ("BasicLimitInformation", _BasicLimits),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    class _Counters(ctypes.Structure):
        _fields_ = (
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            ("PeakWorkingSetSize", ctypes.c_size_t),
            ("WorkingSetSize", ctypes.c_size_t),
            ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
            ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
            ("PagefileUsage", ctypes.c_size_t),
            ("PeakPagefileUsage", ctypes.c_size_t),
        )

    def limit_memory(megabytes: int) -> bool:
        """Limits the memory of this process, by a job object of its own; whether Windows took it."""
        kernel = ctypes.WinDLL("kernel32")
        kernel.SetInformationJobObject.argtypes = (
            wintypes.HANDLE,
            ctypes.c_int,
            ctypes.c_void_p,
            wintypes.DWORD,
        )
        limits = _ExtendedLimits()
        limits.BasicLimitInformation.LimitFlags = 0x100  # JOB_OBJECT_LIMIT_PROCESS_MEMORY
        limits.ProcessMemoryLimit = megabytes << 20
        job = _own_job()
        extended = 9  # JobObjectExtendedLimitInformation
        return bool(
            job and kernel.SetInformationJobObject(job, extended, ctypes.byref(limits), ctypes.sizeof(limits))
        )

    @cache
    def _own_job() -> int | None:
        """The job object that this process is put into, once: a second inside it could not grant more."""
        kernel = ctypes.WinDLL("kernel32")
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        job: int | None = kernel.CreateJobObjectW(None, None)
        if job and kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess()):
            return job
        return None

    def used_memory(pid: int | None, handle: int) -> int:
        """The megabytes that a process has of its own, by its handle; 0 where Windows does not say."""
        kernel = ctypes.WinDLL("kernel32")
        kernel.K32GetProcessMemoryInfo.argtypes = (wintypes.HANDLE, ctypes.c_void_p, wintypes.DWORD)
        counters = _Counters(cb=ctypes.sizeof(_Counters))
        told = kernel.K32GetProcessMemoryInfo(handle, ctypes.byref(counters), counters.cb)
        return int(counters.PagefileUsage) >> 20 if told else 0

else:
    import resource

    def limit_memory(megabytes: int) -> bool:
        """Limits the address space of this process; whether the system took it."""
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = megabytes << 20
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
        return True

    def used_memory(pid: int | None, handle: int) -> int:
        """The megabytes that a process has in memory, by its id; 0 where the system does not say."""
        try:
            resident = Path(f"/proc/{pid}/statm").read_text().split()[1]
        except (OSError, IndexError):  # it has ended
            return 0
        return int(resident) * resource.getpagesize() >> 20
