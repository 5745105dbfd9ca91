using BlazorAspire.ServiceDefaults;
using BlazorAspire.WebApp;

return StartFailure.Guard(() => ReplicaApplication.Build(args));
