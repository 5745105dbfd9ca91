var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddSignalREmulator();

var app = builder.Build();
app.MapSignalREmulator();
app.Run();
