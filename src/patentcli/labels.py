"""The labels that people read for the names of fields and columns."""

from patentcli.catalogue.fields import TABLE
from patentcli.i18n import N_, _

# Labels that are the name itself with a capital: by the commands that have such columns.
_PLAIN_LABELS = (
    *(N_("Score"), N_("Fit"), N_("Matched")),  # search
    *(N_("Need"), N_("Rank"), N_("Patent"), N_("Verdict"), N_("Failed"), N_("Unknown"), N_("Next")),
    *(N_("Label"), N_("Count"), N_("Share"), N_("Kind"), N_("Value"), N_("Codes")),
    *(N_("Indicators"), N_("Size class"), N_("Possible size classes"), N_("Not checked")),
    *(N_("Rule"), N_("Outcome"), N_("Limit"), N_("Reason"), N_("Reference"), N_("Unit"), N_("Key")),
    *(N_("Certainty"), N_("Source"), N_("In force from"), N_("In force until")),  # rules, scheme
    *(N_("Filed from"), N_("Filed before"), N_("Industry"), N_("Industry label"), N_("Indicator")),
    *(N_("Input"), N_("System"), N_("Canonical"), N_("Check digit"), N_("Expected check digit")),
    *(N_("Well formed"), N_("Warning"), N_("Year"), N_("Warnings"), N_("Error")),
    *(N_("Name"), N_("Records"), N_("Edition"), N_("Created"), N_("Path"), N_("Official")),
    *(N_("Data hash"), N_("Confirmed by"), N_("Confirmed on")),  # catalogue info
    *(N_("Change"), N_("Field"), N_("Before"), N_("After")),  # catalogue diff
    *(N_("Row"), N_("Column"), N_("Problem"), N_("Suggestion")),  # catalogue validate
)
LABELS = {
    **{field.name: field.label for field in TABLE},
    **{label.lower().replace(" ", "_"): label for label in _PLAIN_LABELS},
    "by": N_("Counted by"),
    "fee_yuan": N_("Fee (yuan)"),
    "floor_large": N_("Large from"),
    "floor_medium": N_("Medium from"),
    "floor_small": N_("Small from"),
    "label_en": N_("English"),
    "label_zh": N_("Chinese"),
    "listed_holder": N_("Holder on the list"),
    "listed_number": N_("Number on the list"),
    "listed_title": N_("Title on the list"),
    "meets": N_("Class met"),
    "url": N_("URL"),
}


def label(name: str) -> str:
    """The label of a field or column; of a path such as `expiry.date`, that of its field."""
    field, dot, key = name.partition(".")
    return _(LABELS.get(field, field)) + dot + key
