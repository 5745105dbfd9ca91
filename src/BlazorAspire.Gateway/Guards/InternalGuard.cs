using BlazorAspire.Shared;

namespace BlazorAspire.Gateway.Guards;

/// <summary>What processes ask each other for is not there for anybody else.</summary>
internal sealed class InternalGuard : IRequestGuard
{
    public Refusal? Check(HttpContext context) =>
        context.Request.Path.StartsWithSegments(ReplicaContract.DrainPath) ? new Refusal(StatusCodes.Status404NotFound, "internal", "There is nothing at this address.") : null;
}
