using System.Security.Cryptography;
using System.Text;
using Embedded.ControlContract;
using Microsoft.Extensions.Options;

namespace Embedded.Dashboard.Security;

/// <summary>The token that lets a person in. A browser that has shown it keeps a hash of it, which is worth nothing elsewhere and outlives this process.</summary>
internal sealed class BrowserToken
{
    private readonly Secret _token;
    private readonly Secret _session;

    public BrowserToken(IOptions<FrontEndOptions> options)
    {
        var configured = options.Value.BrowserToken;
        IsMade = configured.Length == 0;
        Text = IsMade ? RandomNumberGenerator.GetHexString(32, lowercase: true) : configured;
        Session = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"session of {Text}")));
        _token = new Secret(Text);
        _session = new Secret(Session);
    }

    /// <summary>Whether nobody has been told yet.</summary>
    public bool IsMade { get; }

    public string Text { get; }

    public string Session { get; }

    public bool IsToken(string? given) => _token.Is(given);

    public bool IsSession(string? given) => _session.Is(given);
}
