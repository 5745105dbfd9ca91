using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorAspire.Tests.Gateway;

/// <summary>Tells a test when the gateway is done with a request, which is after the client has its response.</summary>
internal sealed class EndedRequests : IStartupFilter
{
    private readonly Channel<string> _paths = Channel.CreateUnbounded<string>();

    public void Register(WebApplicationBuilder builder) => builder.Services.AddSingleton<IStartupFilter>(this);

    public async Task WaitForAsync(string path)
    {
        while (await _paths.Reader.ReadAsync() != path)
        {
        }
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, following) =>
        {
            var path = context.Request.Path.ToString();
            try
            {
                await following(context);
            }
            finally
            {
                _paths.Writer.TryWrite(path);
            }
        });
        next(app);
    };
}
