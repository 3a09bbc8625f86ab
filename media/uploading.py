"""Files on their way in: what is larger than any that is taken fills no disk."""

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class NoMoreThanIsTaken(FileUploadHandler):
    """Lets go by what comes after the limit; the form is told how large the file was."""

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.is_too_large = False

    def receive_data_chunk(self, raw_data, start):
        if start + len(raw_data) <= settings.PICTURE_MEGABYTES * 1_000_000:
            return raw_data
        self.is_too_large = True
        return None

    def file_complete(self, file_size):
        if not self.is_too_large:
            return None
        name, kind = self.file_name, self.content_type
        return InMemoryUploadedFile(None, self.field_name, name, kind, file_size, self.charset)
