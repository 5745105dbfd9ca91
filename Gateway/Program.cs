using BlazorAspire.Gateway;
using BlazorAspire.ServiceDefaults;

return StartFailure.Guard(() => GatewayApplication.Build(args));
