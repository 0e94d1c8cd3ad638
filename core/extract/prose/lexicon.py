"""The words in which reports speak of their figures, each with what it means here.

Patterns of regular expressions, in the order in which they are tried where several fit at one place.
{year}, {last} and {next} stand for the year reported on, the one before and the one after.
"""

from __future__ import annotations

GLUE = "glue"
"""A word that changes nothing."""

PART = "part"
"""A word that singles out a part of what is counted."""

NONE = "none"
"""A word for none at all: 未收到, 没有, 无."""

DECIDED = (
    "normative",
    "rules",
    "laws",
    "permit",
    "penalty",
    "coercion",
    "other_services",
    "fee",
    "procurement",
)
"""What table two counts: a clause that names one of these is not about applications alone."""

SCOPES = ("whole", "mine", "self", "others")
"""Whose figures are spoken of."""

_DISCLOSED = r"(?:政府|政务)?信息(?:依申请)?公开|政务公开|依申请公开"
_LAST = r"(?:上年度?|上一年度?|上个年度|去年度?|{last}年度?)"
_NEXT = r"(?:下年度?|下一年度?|下个年度|次年度?|明年度?|来年|{next}年度?)"
_LEFT_OVER = r"(?:结转|转入|转结|接转|顺延|遗留|延续)"
_PUT_OFF = r"(?:结转|顺延|转结|接转|延续|转入|转|延期|延)"
_ONWARD = r"(?:继续)?(?:办理|处理|答复|办结)?"
_AGAINST = r"(?:被)?(?:申请|提起|提出|引起|引发)?(?:的)?"
_LITIGATED = r"(?:产生|提起|引发|引起|发生|进入|提出|转为|形成)?(?:的)?(?:行政)?(?:起诉|诉讼)"
_MATTER = r"(?:案件|申请|案)?"
_DUE = r"在?(?:法定|规定)(?:的)?(?:期限|时限|时间)(?:内|之内)"

WORDS: tuple[tuple[str, str], ...] = (
    ("heading", r"[一二三四五六七八九十]{1,2}、[^，。；,;:\d]{2,40}?(?:情况|问题|措施|事项)(?=\d|我|本|全)"),
    ("compared", r"(?:较|比|同|与|是|为|相当于)(?:于)?(?:去年|上年|上一年|{last}年)度?(?:同期)?(?:相比)?"),
    ("compared", r"同比|环比"),
    (
        "carry_in",
        rf"(?:由|自|从)?{_LAST}(?:末|底)?(?:未办结)?(?:的)?{_LEFT_OVER}(?:的)?"
        rf"(?:(?:至|到)?(?:本年度?|今年|{{year}}年度?))?{_ONWARD}",
    ),
    ("carry_in", rf"(?:结转|接转|转自|延续)(?:自)?{_LAST}(?:的)?"),
    ("carry_out", rf"{_PUT_OFF}(?:至|到|入|为|于)?{_NEXT}度?{_ONWARD}"),
    ("carry_out", rf"{_NEXT}结转|结转下年|(?:需|待)?(?:下年度?|下一年度?)继续办理"),
    ("carried", r"结转|顺延"),
    ("last_year", r"(?:去年|上年|上一年|{last}年)度?(?:同期)?"),
    ("direct", rf"未经(?:过)?(?:行政)?复议(?:而|就)?直接(?:的)?(?:{_LITIGATED})?"),
    (
        "after_review",
        r"(?:经(?:过)?|对)?(?:省|市|县|区|本级|上级)?(?:人民)?(?:政府)?(?:行政)?复议后(?:再|又|继续)?(?:的)?"
        + _LITIGATED,
    ),
    ("both", r"(?:行政)?复议(?:案件)?(?:、|和|及|与|或|以及|及其)(?:行政)?(?:应诉|诉讼)(?:案件|案)?"),
    ("review", rf"{_AGAINST}行政复议{_MATTER}|复议{_MATTER}"),
    ("litigation", rf"{_AGAINST}行政(?:诉讼|应诉)(?:案件|案)?|(?:被提起)?诉讼(?:案件|案)?|应诉(?:案件|案)?"),
    (
        "all_upheld",
        r"(?:均|都|全部)(?:获|被|得到|予以|为|以)?(?:结果)?维持(?:原(?:行政)?(?:决定|行为|答复))?",
    ),
    ("pending", r"(?:目前|现|均|全部)?(?:尚未|未|仍未)(?:审结|办结完)"),
    ("pending", r"(?:目前|正在|尚在|仍在)(?:审理|复议)(?:中|过程中)?|审理中"),
    ("upheld", r"(?:结果)?(?:予以|被|获|得到)?维持(?:原(?:行政)?(?:决定|行为|答复))?"),
    ("corrected", r"(?:结果)?(?:予以|被)?纠正"),
    ("other_result", r"其[他它]结果"),
    ("row:granted", r"予以公开|同意公开"),
    ("row:partial", r"(?:予以)?部分公开|部分予以公开|区分处理"),
    ("row:denied", r"不予公开|不同意公开|不予以公开"),
    ("row:unavailable", r"无法提供|不能提供|无法予以提供"),
    ("row:rejected", r"不予处理|不予以处理"),
    ("row:other", r"其[他它]处理"),
    ("row:denied.secret", r"(?:属于|涉及)?国家秘密"),
    ("row:denied.law", r"(?:其[他它])?法律、?行政法规禁止公开"),
    ("row:denied.safety", r"(?:危及)?[“\"]?三安全一稳定[”\"]?"),
    ("row:denied.third_party", r"(?:保护)?第三方合法权益"),
    ("row:denied.internal", r"(?:属于)?三类内部事务(?:性)?(?:信息)?"),
    ("row:denied.process", r"(?:属于)?四类过程性(?:信息)?"),
    ("row:denied.enforcement", r"(?:属于)?行政执法案卷(?:信息)?"),
    ("row:denied.inquiry", r"(?:属于)?行政查询事项"),
    (
        "row:unavailable.not_held",
        r"(?:本机关|我局|我委|我办|本办|本局|本单位|我单位)?不掌握(?:相关)?(?:政府)?(?:信息)?",
    ),
    ("row:unavailable.needs_creation", r"没有现成信息(?:、|，)?(?:需要?)?另行制作"),
    ("row:unavailable.unclear", r"补正后申请内容仍不明确"),
    ("row:rejected.petition", r"信访举报投诉类(?:申请)?"),
    ("row:rejected.duplicate", r"重复申请"),
    ("row:rejected.publication", r"要求提供公开出版物"),
    ("row:rejected.excessive", r"无正当理由大量反复申请"),
    ("row:rejected.reissue", r"(?:要求行政机关)?确认或重新出具已获取(?:政府)?信息"),
    ("origin", r"(?:公民|自然人|个人)、?法人(?:和|或|及|或者|、|与|以及)其[他它]组织"),
    ("origin", r"(?:社会)?公众|公民|群众|申请人|社会各界"),
    ("applicant:natural", r"自然人"),
    ("applicant:enterprise", r"商业企业"),
    ("applicant:research", r"科研机构"),
    ("applicant:welfare", r"社会公益组织"),
    ("applicant:legal", r"法律服务机构"),
    ("applicant:organisations", r"法人(?:或|和|及|或者|、|与)?其[他它]组织"),
    (
        "application",
        r"(?:依法)?依申请公开(?:政府信息|信息|事项|件|办件)?(?:的)?(?:申请)?(?:事项|件|书|表)?",
    ),
    (
        "application",
        r"(?:公开)?(?:政府|政务)?信息(?:依申请)?公开(?:的)?(?:依)?申请(?:事项|件|书|表|公开)?",
    ),
    ("application", r"(?:政府|政务)?信息依申请公开(?:的)?(?:申请)?(?:事项|件)?"),
    ("application", r"(?:要求)?公开(?:政府|政务)?信息(?:的)?申请|公开申请"),
    ("application", r"申请(?:公开)?(?:政府信息|信息)?(?:事项|件|书|表|公开)?"),
    ("disclosed", _DISCLOSED),
    (
        NONE,
        r"(?:均|尚|暂|也|都)?(?:未|没有|无|未曾)"
        r"(?:收到|接到|接收到?|受理|发生|产生|出现|涉及|接收|有)(?:过)?",
    ),
    (NONE, r"(?:均)?(?:未|没有|无)(?:被)?(?=申请|提起)|没有|(?:均|暂)?无(?=[^法正])|未被(?=申请|提起)"),
    ("receive", r"新收(?:到)?|收到|接收(?:到)?|接到|收(?=[^费取入录集])"),
    ("accept", r"受理"),
    ("finish", r"办理(?:完毕|完成|答复)?|办结|答复|办复|回复|处理(?:完毕|完成)?"),
    ("normative", r"(?:行政)?规范性文件"),
    ("rules", r"(?:政府)?规章"),
    ("laws", r"行政法规|地方性法规"),
    ("permit", r"行政许可"),
    ("penalty", r"行政处罚"),
    ("coercion", r"行政强制"),
    ("other_services", r"其[他它]对外管理服务事项"),
    ("decisions", r"处理决定(?:信息|数量)?|许可决定|处罚决定|强制决定|决定(?:书)?"),
    ("fee", r"(?:收取)?行政事业性收费(?:金额)?"),
    ("procurement", r"政府集中采购|集中采购"),
    ("amount", r"采购总?金额|总?金额"),
    ("in_force", r"(?:现行|继续)有效|对外公开总数量?"),
    ("repeal", r"废止(?:和?(?:宣布)?失效)?|宣布失效"),
    ("make", r"(?:新)?(?:制发|制定|制作|出台|印发)(?:印发|出台)?"),
    ("publish", r"(?:主动|新增|新)?公开|发布|公布"),
    ("amend", r"修改|修订"),
    ("issue", r"作出"),
    (
        "whole",
        r"全(?:省|市|县|区|州|盟|旗|镇|乡|街道?|系统|局|厅|委)(?:各级|各部门|行政机关|各级行政机关|政府机关)*",
    ),
    (
        "mine",
        r"(?:我|本)(?:省|市|县|区|州|旗|镇|乡|街道?办?|局|委|办|厅|院|单位|机关|部门|处|所|队|中心|校|馆|级)(?:机关)?",
    ),
    (PART, r"其中|网上|网络|信函|邮寄|当面|现场|传真|邮件|平台|窗口|口头|在线|当场|一审|二审|再审"),
    ("others", r"各级|各(?:省|市|县|区|州|旗|乡镇|镇|乡|街道|部门|单位|地区|地|区县|县区)|(?:省|市|县|区)直"),
    ("others", r"(?:省|市|县|区)本级|(?:省|市|县|区)(?:人民)?政府办(?:公室|公厅)?"),
    ("remainder", r"其余|剩余|余下|另外|其[他它]"),
    ("running", r"累计|历年"),
    ("this_year", r"(?:{year}|本|今|当)年度?"),
    (GLUE, r"(?:(?:{year}年)?1月1日)?(?:起)?(?:至|到)?(?:{year}年)?12月31日(?:止)?"),
    ("other_year", r"20\d\d年度?"),
    (GLUE, r"因[^，,]{1,20}?等(?:原因|情形|情况)|代表(?:省|市|县|区)(?:人民)?政府"),
    (GLUE, r"全年度?|年度|年内|期间|报告期内?|统计期内|截至|截止|年底|目前|共计|总共|合计|一共|总计|共|计"),
    (GLUE, rf"{_DUE}|按照|根据|依照|针对|主动|依法依规|依规依法|依法|依规|《条例》|规定内|规定|要求"),
    (
        GLUE,
        r"有关|相关|任何|关于(?=因?(?:政府)?信息公开)|按时|按期|及时|规范|妥善|认真|严格|已经|已|均|都|全部",
    ),
    (GLUE, r"(?<=申请)数$|[一二三四五六七八九]是(?!否)"),
    (GLUE, r"予以|进行|完成|分别|数量|总数|总量|件数|案件|件|项目|达到|达|为|是|有|的|了|和|与|及|或|并|也"),
    (GLUE, r"另|还|以及|含|包含|包括|由|在|对|被|将|需|于|因|从|等|、|:|—|-|提出|提交|提起|引起|引发|产生"),
    (
        GLUE,
        r"发生|涉及|涉|类(?=行政(?:复议|诉讼))|有效|各类|符合条件|事项|事务|工作|方面|情况|信息|政府|本级",
    ),
)
"""The meanings and their patterns."""
