try{var scheme=localStorage.getItem("scheme");if(scheme)document.documentElement.dataset.scheme=scheme}catch(e){}
if(location.search)document.documentElement.dataset.restoring=""
