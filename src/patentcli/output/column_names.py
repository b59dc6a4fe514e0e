"""The names of columns that a person sees as headings on a terminal, in the language in use.

In English a heading is the name itself. Scripts get the names, never a translation.
"""

from patentcli.i18n import N_, _

NAMES = (
    N_("after"),
    N_("assets"),
    N_("before"),
    N_("by"),
    N_("canonical"),
    N_("certainty"),
    N_("change"),
    N_("check_digit"),
    N_("codes"),
    N_("column"),
    N_("count"),
    N_("created"),
    N_("data_hash"),
    N_("edition"),
    N_("expected_check_digit"),
    N_("field"),
    N_("filed_before"),
    N_("filed_from"),
    N_("floor_large"),
    N_("floor_medium"),
    N_("floor_small"),
    N_("id"),
    N_("in_force_from"),
    N_("in_force_until"),
    N_("indicator"),
    N_("indicators"),
    N_("industry"),
    N_("industry_label"),
    N_("input"),
    N_("key"),
    N_("kind"),
    N_("label"),
    N_("label_en"),
    N_("label_zh"),
    N_("limit"),
    N_("matched"),
    N_("meets"),
    N_("name"),
    N_("note"),
    N_("office"),
    N_("official"),
    N_("outcome"),
    N_("path"),
    N_("problem"),
    N_("reason"),
    N_("records"),
    N_("reference"),
    N_("row"),
    N_("rule"),
    N_("share"),
    N_("source"),
    N_("suggestion"),
    N_("system"),
    N_("title"),
    N_("unit"),
    N_("url"),
    N_("value"),
    N_("warning"),
    N_("well_formed"),
)


def heading(name: str) -> str:
    """A column name for people."""
    return _(name) if name in NAMES else name
