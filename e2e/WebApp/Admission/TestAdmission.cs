using BlazorAspire.Circuits.Admission;
using BlazorAspire.Circuits.Circuits;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Tests.WebApp.Admission;

internal static class TestAdmission
{
    /// <summary>Of a replica without users and without a limit.</summary>
    public static ReplicaAdmission Empty() => new(new Capacity(new LiveCircuits(), Options.Create(new CapacityOptions()), new FixedMemory()));
}
