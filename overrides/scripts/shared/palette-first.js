try{var scheme=localStorage.getItem("scheme");if(scheme)document.documentElement.dataset.scheme=scheme}catch(e){}
(function(data){(data.state||"").split(" ").forEach(function(name){if(name&&new URLSearchParams(location.search).has(name))data.restoring=""})})(document.documentElement.dataset)
