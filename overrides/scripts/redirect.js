/* Takes along what stands behind the address, an anchor or a choice: a page that only redirects drops it. */

if (location.search || location.hash)
  location.replace(document.currentScript.dataset.target + location.search + location.hash);
