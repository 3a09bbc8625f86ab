// An answer to a form is no page to come back to: Back, or loading it again, shows what is saved.

history.replaceState(null, "", location.pathname);
