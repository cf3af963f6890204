/* Takes along what the address held besides the page: without script, a redirect loses it. */

const { target } = document.currentScript.dataset;
const { search, hash } = location;
if (search || hash) location.replace(target + (target.includes("?") ? search.replace("?", "&") : search) + hash);
