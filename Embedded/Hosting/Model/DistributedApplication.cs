namespace Aspire.Hosting;

public class DistributedApplication
{
    private readonly string[] _args;

    private DistributedApplication(string[] args) => _args = args;

    public static DistributedApplication CreateBuilder(string[] args) => new(args);

    public DistributedApplication Build() => this;

    public void Run() => throw new NotImplementedException(string.Join(' ', _args));
}

public interface IProjectMetadata
{
    string ProjectPath { get; }
}
