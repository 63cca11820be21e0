"""The formats of files that readers download, as browsers and mail programs name them."""

from typing import Literal

Format = Literal["pptx", "xlsx", "pdf"]
MIMES: dict[Format | Literal["csv"], str] = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "csv": "text/csv",
}
