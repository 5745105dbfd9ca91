namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>What the users do on their page.</summary>
internal enum LoadScenario
{
    /// <summary>They click on one element.</summary>
    Click,

    /// <summary>They hold their circuit, and do nothing.</summary>
    Idle,

    /// <summary>They follow links within the app.</summary>
    Navigate,

    /// <summary>They pause their circuit and resume it.</summary>
    Pause,

    /// <summary>They type into a field of a form, where it has one, and submit the form.</summary>
    Submit,

    /// <summary>They type into one field.</summary>
    Type,
}
