using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace BlazorAspire.LoadTest.Circuits;

/// <summary>The protocol of the circuit hub: SignalR's MessagePack under another name.</summary>
internal sealed class BlazorPackProtocol : MessagePackHubProtocol, IHubProtocol
{
    /// <summary>The call that has one argument more since .NET 10.</summary>
    public const string BeginInvokeJS = "JS.BeginInvokeJS";

    string IHubProtocol.Name => "blazorpack";

    bool IHubProtocol.TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        var again = input;
        if (!TryParseMessage(ref input, binder, out message))
        {
            return false;
        }

        if (message is InvocationBindingFailureMessage { Target: BeginInvokeJS })
        {
            TryParseMessage(ref again, new OlderBinder(binder), out message);
        }

        return message is not null;
    }

    private sealed class OlderBinder(IInvocationBinder binder) : IInvocationBinder
    {
        public IReadOnlyList<Type> GetParameterTypes(string methodName) => [.. binder.GetParameterTypes(methodName).SkipLast(1)];

        public Type GetReturnType(string invocationId) => binder.GetReturnType(invocationId);

        public Type GetStreamItemType(string streamId) => binder.GetStreamItemType(streamId);
    }
}
