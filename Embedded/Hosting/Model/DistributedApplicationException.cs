namespace Aspire.Hosting;

/// <summary>The app could not be described or started. Its message is meant for the person at the console.</summary>
public class DistributedApplicationException : Exception
{
    /// <summary>Creates the exception without a message of its own.</summary>
    public DistributedApplicationException()
    {
    }

    /// <summary>Creates the exception with a message that names the thing, the fact and the way out.</summary>
    public DistributedApplicationException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    public DistributedApplicationException(string message, Exception inner) : base(message, inner)
    {
    }
}
