namespace BlazorAspire.LoadTest.Commands;

/// <summary>An option of a command.</summary>
/// <param name="Name">What follows its two dashes.</param>
/// <param name="Placeholder">What stands for the value in the usage; empty where there is none.</param>
internal abstract record CommandOption(string Name, string Placeholder, string Meaning)
{
    /// <summary>The value that counts where none is given, as it would be typed; empty for none.</summary>
    public abstract string DefaultText { get; }

    /// <summary>What may be given, and what counts where nothing is; part of a line.</summary>
    public abstract string Allowed { get; }

    /// <summary>How to give it right, as a sentence.</summary>
    public abstract string HowTo { get; }

    public virtual bool IsList => false;

    public bool HasValue => Placeholder.Length > 0;

    public string Usage => HasValue ? $"--{Name} {Placeholder}" : $"--{Name}";

    public abstract bool Accepts(string text);
}
