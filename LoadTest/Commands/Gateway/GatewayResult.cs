using BlazorAspire.LoadTest.Proxies;

namespace BlazorAspire.LoadTest.Commands.Gateway;

/// <summary>All that one run of the command gave.</summary>
/// <param name="Routing">Null where it was left out.</param>
internal sealed record GatewayResult(IReadOnlyList<GatewayArm> Arms, RoutingResult? Routing)
{
    public GatewayArm Direct => Find(FrontDoorKind.Direct)!;

    public GatewayArm Gateway => Find(FrontDoorKind.Gateway)!;

    public GatewayArm? Nginx => Find(FrontDoorKind.Nginx);

    public GatewayArm? Haproxy => Find(FrontDoorKind.Haproxy);

    public bool AreGoalsMet => GatewayGoal.Of(this).All(goal => goal.IsMet);

    private GatewayArm? Find(string name) => Arms.FirstOrDefault(arm => arm.Name == name);
}
