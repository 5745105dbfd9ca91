namespace BlazorAspire.ServiceDefaults.Management;

/// <summary>Metadata of an endpoint that may be answered at the management port.</summary>
internal sealed class ManagementMark
{
    public static readonly ManagementMark Instance = new();

    private ManagementMark()
    {
    }
}
