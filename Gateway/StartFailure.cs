using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Gateway;

/// <summary>The failures at start that a user can mend, as one message without a stack trace.</summary>
internal static class StartFailure
{
    public static string? MessageOf(Exception exception) => exception switch
    {
        OptionsValidationException settings => string.Join(Environment.NewLine, settings.Failures),
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            string.Join(Environment.NewLine, several.InnerExceptions.Select(MessageOf)),
        IOException { InnerException: AddressInUseException } port =>
            $"{port.Message.TrimEnd('.')}. Stop what listens there, or set 'ASPNETCORE_URLS' to another address.",
        // The configuration binder has no exception type of its own.
        InvalidOperationException { InnerException: ArgumentException } binding => $"{binding.Message} Correct the value.",
        _ => null,
    };
}
