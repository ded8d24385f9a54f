from django.forms import ModelForm
from wagtail.images.models import AbstractImage

class BaseImageForm(ModelForm[AbstractImage]): ...
