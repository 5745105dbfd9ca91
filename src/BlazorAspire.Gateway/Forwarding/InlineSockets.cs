namespace BlazorAspire.Gateway.Forwarding;

/// <summary>
/// What comes on a socket is passed on by the thread that sees it, and not handed to another: a gateway waits for nothing but sockets, and each
/// handing on costs as much as the message. Linux and macOS only; a variable that is set already has the last word.
/// </summary>
internal static class InlineSockets
{
    private const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>For the whole process, before its first socket.</summary>
    public static void Use()
    {
        if (!OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable(Variable) is null)
        {
            Environment.SetEnvironmentVariable(Variable, "1");
        }
    }
}
