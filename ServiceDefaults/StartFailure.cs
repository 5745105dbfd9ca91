using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace BlazorAspire.ServiceDefaults;

/// <summary>The failures at start that a user can mend, as one message without a stack trace.</summary>
public static class StartFailure
{
    /// <summary>Builds and runs an app until it is stopped. Gives its exit code: 1 when it could not start for a reason that a user can mend, which is written to the error stream.</summary>
    /// <remarks>Any other exception passes, as it is a bug.</remarks>
    public static int Guard(Func<WebApplication> build)
    {
        try
        {
            using var app = build();
            app.Run();
            return 0;
        }
        catch (Exception exception) when (MessageOf(exception) is { } message)
        {
            Console.Error.WriteLine(message);
            return 1;
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
