using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Evergreen.ServiceDefaults;

/// <summary>A process that cannot start for a reason that its user can mend ends with one message and exit code 1, and not with a stack trace. Any other failure is a bug, and stays what it is.</summary>
internal static class StartFailure
{
    private static int _isExplained;

    public static void Explain()
    {
        if (Interlocked.Exchange(ref _isExplained, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += OnUnhandledException;
        }
    }

    private static void OnUnhandledException(object sender, UnhandledExceptionEventArgs unhandled)
    {
        if (unhandled.ExceptionObject is Exception exception && MessageOf(exception) is { } message)
        {
            Console.Error.WriteLine(message);
            Environment.Exit(1);
        }
    }

    internal static string? MessageOf(Exception exception) => exception switch
    {
        OptionsValidationException settings => string.Join(Environment.NewLine, settings.Failures),
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            string.Join(Environment.NewLine, several.InnerExceptions.Select(MessageOf)),
        IOException { InnerException: AddressInUseException } port =>
            $"{port.Message.TrimEnd('.')}. Stop what listens there, or set 'ASPNETCORE_URLS' to another address.",
        // The configuration binder has no exception type of its own.
        InvalidOperationException { InnerException: ArgumentException or FormatException or OverflowException } binding => $"{binding.Message} Correct the value.",
        _ => null,
    };
}
