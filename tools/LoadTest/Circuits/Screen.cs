using AngleSharp.Html.Parser;

namespace BlazorAspire.LoadTest.Circuits;

/// <summary>What a user sees: first the prerendered page, then what the circuit makes of it. Waiting is by event.</summary>
internal sealed class Screen
{
    private static readonly IDocument[] Owners = [.. Enumerable.Range(0, 16).Select(_ => new HtmlParser().ParseDocument(""))];
    private static int _screens;

    // Also the lock: several screens share it, each for a moment only.
    private readonly IDocument _owner = Owners[(uint)Interlocked.Increment(ref _screens) % Owners.Length];
    private Page? _page;
    private INode? _nodes;
    private Circuit? _next;

    /// <summary>Called after each change, in order, while nothing else changes.</summary>
    public event Action<Screen>? Changed;

    /// <summary>Called, while nothing changes, when the first render of a circuit takes the place of the page as it was loaded.</summary>
    public event Action<Page, RenderTree>? FirstRendered;

    /// <summary>Counts the pages shown, so that a page can be told from the one before.</summary>
    public int PageNumber { get; private set; }

    /// <summary>Counts the connections that the pages have had: it changes when a page that was not in touch with the server is again.</summary>
    public int ConnectionNumber { get; private set; }

    /// <summary>The circuit that renders the page; null while the page is only prerendered.</summary>
    public Circuit? Circuit { get; private set; }

    /// <summary>Why the page is of no more use; null while it is.</summary>
    public PageFailedException? Failure { get; private set; }

    public bool IsInteractive => Circuit is not null;

    public RenderTree NewTree() => new(_owner);

    /// <summary>All wanted elements, in the order of the page, seen while nothing changes.</summary>
    public IReadOnlyList<T> Select<T>(Func<IElement, bool> isWanted, Func<IElement, T> select)
    {
        lock (_owner)
        {
            return _nodes is null ? [] : [.. _nodes.Descendants<IElement>().Where(isWanted).Select(select)];
        }
    }

    /// <summary>The text of the first wanted element; null where there is none.</summary>
    public string? TextOf(Func<IElement, bool> isWanted)
    {
        lock (_owner)
        {
            return _nodes?.First(isWanted)?.TextContent;
        }
    }

    public string? TextOf(string testId) => TextOf(element => element.HasTestId(testId));

    /// <summary>The handler that an event on the first wanted element reaches. Elements whose event a user could not cause are passed over.</summary>
    public ulong? HandlerOf(Func<IElement, bool> isWanted, string eventName)
    {
        lock (_owner)
        {
            ulong? handler = null;
            _nodes?.First(element => isWanted(element) && (handler = element.HandlerOf(eventName)) is not null);
            return handler;
        }
    }

    /// <summary>Returns at once when the condition holds, else after the change that makes it hold.</summary>
    public async Task WaitAsync(Func<Screen, bool> condition, string what, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_owner)
        {
            Look(this);
            if (!done.Task.IsCompleted)
            {
                Changed += Look;
            }
        }

        try
        {
            await done.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException problem)
        {
            var shown = Select(element => element.HasAttribute(Elements.TestId), element => $"{element.GetAttribute(Elements.TestId)} '{element.Words()}'");
            throw new TimeoutException($"The page did not come to {what}. It shows: {string.Join(", ", shown)}", problem);
        }
        finally
        {
            lock (_owner)
            {
                Changed -= Look;
            }
        }

        void Look(Screen screen)
        {
            if (Failure is not null)
            {
                done.TrySetException(Failure);
            }
            else if (condition(screen))
            {
                done.TrySetResult();
            }
        }
    }

    public Task WaitForTextAsync(string testId, string text, CancellationToken cancellationToken) =>
        WaitAsync(screen => screen.TextOf(testId) == text, $"'{text}' in '{testId}'", cancellationToken);

    /// <summary>Shows a page that was just loaded. From now on only its own circuit can change it.</summary>
    public void Load(Page page, Circuit next) => Change(() =>
    {
        (_page, _nodes) = (page, page.Document);
        (Circuit, _next) = (null, next);
        PageNumber++;
    });

    /// <summary>The page stays as it is until this circuit has rendered it.</summary>
    public void Resume(Circuit next) => Change(() => _next = next);

    /// <summary>The circuit that renders the page is in touch with the server again.</summary>
    public void Reconnect() => Change(() => ConnectionNumber++);

    /// <summary>Changes what is shown, as a render batch does. What is shown stays until the circuit has rendered all its roots.</summary>
    public void Render(Circuit circuit, RenderTree tree, RenderBatch batch, int roots) => Change(() =>
    {
        tree.Apply(batch);
        if (_next != circuit || tree.RenderedRoots < roots)
        {
            return;
        }

        if (_page is not null)
        {
            FirstRendered?.Invoke(_page, tree);
        }

        (_page, _nodes) = (null, tree.Page);
        (Circuit, _next) = (circuit, null);
        ConnectionNumber++;
    });

    /// <summary>The page is of no more use: whoever waits is told.</summary>
    public void Fail(string reason) => Change(() => Failure = new PageFailedException(reason));

    private void Change(Action change)
    {
        lock (_owner)
        {
            change();
            Changed?.Invoke(this);
        }
    }
}
