using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Embedded.Dashboard.Otlp;

/// <summary>
/// Tells requests of the app's processes from those of people, by the port that they came to. The address is the last that the server
/// was given, and the server keeps their order; its port is known for sure only once the server has started.
/// </summary>
internal sealed class OtlpPort(IServer server)
{
    private int _port;

    /// <summary>The address that senders use.</summary>
    public string Url => server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Last();

    public bool Took(HttpContext context)
    {
        if (_port == 0)
        {
            _port = BindingAddress.Parse(Url).Port;
        }
        return context.Connection.LocalPort == _port;
    }
}
