// The desk's own skin of CKEditor: the parts that its loader asks for, and no images of its own.

CKEDITOR.skin.name = "desk";
CKEDITOR.skin.ua_editor = "";
CKEDITOR.skin.ua_dialog = "";
