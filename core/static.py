"""Static files as they are served: compressed, named by their content, scripts' imports included."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what it is made of; whitenoise itself tells no types
    from django.contrib.staticfiles.storage import ManifestStaticFilesStorage as CompressedManifestStaticFilesStorage
else:
    from whitenoise.storage import CompressedManifestStaticFilesStorage


class ContentNamedFiles(CompressedManifestStaticFilesStorage):
    """A script asks for another by the name that holds its content, so that no cache mixes old and new."""

    support_js_module_import_aggregation = True
