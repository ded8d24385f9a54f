"""The form by which pictures come in, whichever of Wagtail's screens shows it: a picture that cannot be shown is refused (decision 0048)."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from foreign_files.pictures import Unshowable, look_through, sentence


class PictureUploadField(WagtailImageField):
    def check_image_pixel_size(self, f: Any) -> None:
        """Wagtail's last question, for which it would read the whole picture here: it is read in a process of its own instead."""
        f.seek(0)
        content = f.read()
        f.seek(0)
        try:
            look_through(content)
        except Unshowable as unfit:
            raise ValidationError(sentence(unfit.reason)) from unfit


class PictureForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:  # not where only the words about a picture are edited
            asked = self.fields["file"]
            self.fields["file"] = PictureUploadField(label=asked.label, required=asked.required, widget=asked.widget)
