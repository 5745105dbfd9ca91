var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddBlazorGateway();

var app = builder.Build();
app.MapBlazorGateway();
app.Run();
