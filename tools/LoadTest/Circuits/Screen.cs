using BlazorAspire.LoadTest.Rendering;

namespace BlazorAspire.LoadTest.Circuits;

/// <summary>What a user sees: first the prerendered page, then what the circuit makes of it. Waiting is by event.</summary>
internal sealed class Screen
{
    private readonly Lock _lock = new();
    private readonly List<Waiter> _waiters = [];
    private Node? _nodes = new();
    private Page? _page;
    private Circuit? _next;
    private Exception? _failure;

    /// <summary>Called after each change, in order, while nothing else changes.</summary>
    public event Action<Screen>? Changed;

    /// <summary>Called, while nothing changes, when the first render of a circuit takes the place of the page as it was loaded. Subscribed before a page is loaded.</summary>
    public event Action<Page, RenderTree>? FirstRendered;

    /// <summary>Counts the pages shown, so that a page can be told from the one before.</summary>
    public int PageNumber { get; private set; }

    /// <summary>Counts the connections that the pages have had: it changes when a page that was not in touch with the server is again.</summary>
    public int ConnectionNumber { get; private set; }

    /// <summary>The circuit that renders the page; null while the page is only prerendered.</summary>
    public Circuit? Circuit { get; private set; }

    public bool IsInteractive => Circuit is not null;

    /// <summary>The texts of all elements with a test id; of several with one id the first.</summary>
    public IReadOnlyDictionary<string, string> Texts => Look(page =>
        page.Descendants.OfType<ElementNode>().Where(element => element.TestId is not null).DistinctBy(element => element.TestId).ToDictionary(element => element.TestId!, element => element.Text));

    public string? TextOf(string testId) => TextOf(element => element.TestId == testId);

    /// <summary>The text of the first wanted element; null where there is none.</summary>
    public string? TextOf(Func<ElementNode, bool> isWanted) => Look(page => page.Find(isWanted)?.Text);

    public string? AttributeOf(string testId, string attribute) => Look(page => page.Find(element => element.TestId == testId)?[attribute]);

    /// <summary>The handler that an event on the first wanted element reaches. Elements whose event a user could not cause are passed over.</summary>
    public ulong? HandlerOf(Func<ElementNode, bool> isWanted, string eventName) => Look(page =>
        page.Find(element => !element.IsDisabled && isWanted(element) && element.HandlerOf(eventName) is not null)?.HandlerOf(eventName));

    /// <summary>Selectors of all wanted elements, in the order of the page.</summary>
    public IReadOnlyList<string> NamesOf(Func<ElementNode, bool> isWanted) =>
        Look<string[]>(page => [.. page.Descendants.OfType<ElementNode>().Where(isWanted).Select(ElementSelector.NameOf).Distinct()]);

    /// <summary>An attribute of every wanted element that has it, in the order of the page.</summary>
    public IReadOnlyList<string> AttributesOf(Func<ElementNode, bool> isWanted, string attribute) =>
        Look<string[]>(page => [.. page.Descendants.OfType<ElementNode>().Where(isWanted).Select(element => element[attribute]).OfType<string>()]);

    /// <summary>Returns at once when the condition holds, else after the change that makes it hold.</summary>
    /// <exception cref="PageFailedException">The circuit ended with an error.</exception>
    /// <exception cref="TimeoutException">It was cancelled first. The message holds what the page shows.</exception>
    public async Task WaitAsync(Func<Screen, bool> condition, string what, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(condition);
        lock (_lock)
        {
            if (_failure is not null)
            {
                throw _failure;
            }

            if (condition(this))
            {
                return;
            }

            _waiters.Add(waiter);
        }

        try
        {
            await waiter.Done.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException problem)
        {
            throw new TimeoutException($"The page did not come to {what}. It shows: {string.Join(", ", Texts.Select(text => $"{text.Key} '{text.Value}'"))}", problem);
        }
        finally
        {
            lock (_lock)
            {
                _waiters.Remove(waiter);
            }
        }
    }

    /// <summary>Waits for the text of an element to be as wanted, and returns it.</summary>
    public async Task<string> WaitForTextAsync(string testId, Func<string, bool> wanted, CancellationToken cancellationToken)
    {
        var found = "";
        await WaitAsync(screen => screen.TextOf(testId) is { } text && wanted(found = text), $"the wanted text of '{testId}'", cancellationToken);
        return found;
    }

    public Task WaitForTextAsync(string testId, string text, CancellationToken cancellationToken) =>
        WaitAsync(screen => screen.TextOf(testId) == text, $"'{text}' in '{testId}'", cancellationToken);

    /// <summary>Shows a page that was just loaded. From now on only its own circuit can change it.</summary>
    public void Load(Page page, Circuit next) => Change(() =>
    {
        (_page, _nodes) = (page, null);
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
        if (_next == circuit && tree.RenderedRoots >= roots)
        {
            _next = null;
            if (_page is not null)
            {
                FirstRendered?.Invoke(_page, tree);
            }

            (_page, _nodes, Circuit) = (null, tree.Page, circuit);
            ConnectionNumber++;
        }
    });

    /// <summary>The page is of no more use. Returns what whoever waits for it is told.</summary>
    public PageFailedException Fail(string reason)
    {
        lock (_lock)
        {
            var failure = new PageFailedException(reason);
            _failure = failure;
            _waiters.ForEach(waiter => waiter.Done.TrySetException(failure));
            return failure;
        }
    }

    /// <summary>The page as it was loaded is read when somebody looks at it; few do.</summary>
    private T Look<T>(Func<Node, T> look)
    {
        lock (_lock)
        {
            return look(_nodes ??= _page!.Read());
        }
    }

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
            if (_failure is not null)
            {
                return;
            }

            Changed?.Invoke(this);
            foreach (var waiter in _waiters)
            {
                if (waiter.Condition(this))
                {
                    waiter.Done.TrySetResult();
                }
            }
        }
    }

    private sealed record Waiter(Func<Screen, bool> Condition)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
