namespace BotKit.Storage.Commands;

/// <summary>
/// Something that one transaction does, alone or with others. It is waiting until its batch is sealed; only then does its
/// cancellation come too late. Executing it again after a commit whose outcome is unknown must find what it did.
/// </summary>
/// <param name="kind">What it does.</param>
/// <param name="rows">How many rows it counts for in its batch.</param>
internal abstract class StoreCommand(CommandKind kind, int rows)
{
    private const int Waiting = 0;
    private const int Sealed = 1;
    private const int Over = 2;

    private int _state;
    private CancellationTokenRegistration _registration;

    public CommandKind Kind => kind;

    public int Rows => rows;

    /// <summary>The run to name where the outcome stays unknown; otherwise empty.</summary>
    public virtual Guid ExecutionId => default;

    /// <summary>How long it may wait for a store that is away. Default 2 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>When it was submitted, a timestamp of the writer's clock.</summary>
    public long SubmittedAt { get; set; }

    /// <summary>Whether a commit with it was sent and not answered.</summary>
    public bool IsOutcomeUnknown { get; set; }

    /// <summary>Whether somebody else's transaction kept it waiting: it is not done together with others.</summary>
    public bool IsContended { get; set; }

    /// <summary>Takes it into a batch.</summary>
    /// <returns>Whether it still wants to be done.</returns>
    public bool TrySeal()
        => Interlocked.CompareExchange(ref _state, Sealed, Waiting) == Waiting || Volatile.Read(ref _state) == Sealed;

    /// <summary>After a batch that is known not to be committed, it waits again and can be canceled.</summary>
    public void Unseal()
    {
        if (!IsOutcomeUnknown)
        {
            Interlocked.CompareExchange(ref _state, Waiting, Sealed);
        }
    }

    /// <summary>Honours a token until the command is sealed.</summary>
    public void CancelWith(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            _registration = cancellationToken.UnsafeRegister(
                static (state, token) => ((StoreCommand)state!).TryCancel(token), this);
        }
    }

    /// <summary>Forgets what a rolled back transaction answered.</summary>
    public abstract void Reset();

    /// <summary>Hands the answer over, after the commit.</summary>
    public void Deliver()
    {
        Volatile.Write(ref _state, Over);
        _registration.Dispose();
        OnDelivered();
    }

    /// <summary>Ends it without an answer.</summary>
    public void Fail(Exception exception)
    {
        if (Interlocked.Exchange(ref _state, Over) != Over)
        {
            _registration.Dispose();
            OnFailed(exception);
        }
    }

    protected abstract void OnDelivered();

    protected abstract void OnFailed(Exception exception);

    private void TryCancel(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _state, Over, Waiting) == Waiting)
        {
            OnFailed(new OperationCanceledException(cancellationToken));
        }
    }
}
