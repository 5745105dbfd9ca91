using BlazorAspire.ServiceDefaults;
using BlazorAspire.SignalREmulator;

return StartFailure.Guard(() => EmulatorApplication.Build(args));
