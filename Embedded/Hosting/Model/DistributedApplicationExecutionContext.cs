namespace Aspire.Hosting;

/// <summary>Says whether the app model is built to be run or to be published.</summary>
public class DistributedApplicationExecutionContext
{
    internal DistributedApplicationExecutionContext(bool publish)
    {
        IsPublishMode = publish;
    }

    /// <summary>Whether the model is built for a deployment (<c>--publisher manifest</c> or <c>--operation publish</c>).</summary>
    public bool IsPublishMode { get; }

    /// <summary>Whether the model is built to run on this machine.</summary>
    public bool IsRunMode => !IsPublishMode;
}
