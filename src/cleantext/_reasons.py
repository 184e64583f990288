"""Why a line got its label: what it looks like, and what spoke for it. The kernel's `reason` is 4 x label + evidence."""

_LOOKS = (
    "running text or part of a list",
    "heading",
    "picture caption",
    "byline, date or source",
    "menu, breadcrumb or page links",
    "button, form or sharing bar",
    "advertising marker or call to buy",
    "teaser or read-more phrase",
    "sign-up or log-in phrase",
    "cookie or privacy notice",
    "copyright, terms or imprint",
    "markup or placeholder residue",
)
_KEPT = ("by its own words", "among other content", "running text around it", "by its place on the page")
_DROPPED = ("by its own words", "stands on the page more than once", "short lines around it", "by its place on the page")

LINE_REASONS = tuple(f"{looks}, {evidence}" for label, looks in enumerate(_LOOKS) for evidence in (_KEPT if label < 2 else _DROPPED))
