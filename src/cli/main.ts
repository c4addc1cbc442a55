console.log("arena");
