using BlazorAspire.WebApp.Circuits;
using BlazorAspire.WebApp.Rotation;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Tests.WebApp.Rotation;

internal static class TestRotation
{
    /// <summary>Of a replica without users and without a limit.</summary>
    public static ReplicaRotation Empty() => new(new Capacity(new LiveCircuits(), Options.Create(new CapacityOptions()), new FixedMemory(), TimeProvider.System));
}
