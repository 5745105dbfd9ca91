using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.LoadTest.Circuits.Pages;
using BlazorAspire.LoadTest.Circuits.Wire;

namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>Sorts what goes wrong into a few kinds.</summary>
internal static class Trouble
{
    public const string Late = "no answer in time";
    public const string Cut = "cut off at the end";
    public const string Unsent = "due, but not sent before the end";

    private const string TooManyFiles = "too many open files (raise ulimit -n)";

    public static string KindOf(Exception problem) => Socket(problem) switch
    {
        SocketError.TooManyOpenSockets => TooManyFiles,
        SocketError.ConnectionRefused => "connection refused",
        SocketError.HostNotFound => "host not known",
        SocketError.AddressNotAvailable => "no free port left on this machine",
        _ => ByType(problem),
    };

    private static string ByType(Exception problem) => problem switch
    {
        RefusedException { Status: { } status } => string.Create(CultureInfo.InvariantCulture, $"answered with {(int)status}"),
        RefusedException { InnerException: { } inner } when Find<AuthenticationException>(inner) is not null => "certificate not trusted",
        RefusedException or HttpRequestException => "request not answered",
        HubClosedException => "connection closed",
        HubException => "refused by the circuit hub",
        PageFailedException => "page failed",
        NotResumedException => "circuit not resumed",
        TimeoutException or OperationCanceledException => Late,
        JsonException or InvalidDataException or FormatException => "answer that no Blazor app gives",
        _ => problem.GetType().Name,
    };

    private static SocketError? Socket(Exception problem) => Find<SocketException>(problem)?.SocketErrorCode;

    private static T? Find<T>(Exception? problem) where T : Exception
    {
        for (; problem is not null; problem = problem.InnerException)
        {
            if (problem is T found)
            {
                return found;
            }
        }
        return null;
    }
}
