// Whoever was logged out while writing learns that their words are still here.

if (Object.keys(localStorage).some((key) => key.startsWith("story:"))) {
  document.getElementById("kept_here").hidden = false;
}
