using BlazorAspire.ServiceDefaults;
using Embedded.Dashboard;

return StartFailure.Guard(() => DashboardApplication.Build(args));
