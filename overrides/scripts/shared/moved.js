/* Takes along what the address held besides the page: without script, a redirect loses it. */

const { target } = document.currentScript.dataset;
if (location.search || location.hash) location.replace(target + location.search + location.hash);
