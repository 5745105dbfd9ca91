using Microsoft.AspNetCore.SignalR;

namespace Embedded.SignalR.Redis;

/// <summary>Tells a protocol the type of the one result that is to be read.</summary>
internal sealed class ResultBinder(Type type) : IInvocationBinder
{
    public Type GetReturnType(string invocationId) => type;

    public IReadOnlyList<Type> GetParameterTypes(string methodName) => [];

    public Type GetStreamItemType(string streamId) => type;
}
