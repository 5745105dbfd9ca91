var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddBlazorGateway();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapBlazorGateway();
app.Run();
