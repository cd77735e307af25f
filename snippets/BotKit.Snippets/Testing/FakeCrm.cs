namespace Studio.Testing;

#region snippet: test-fake
public sealed class FakeCrm : ICrm
{
    public int Failures { get; set; }

    public ValueTask<bool> KnowsAsync(string email, CancellationToken cancellationToken)
        => Failures-- > 0 ? throw new HttpRequestException("The CRM is down.") : new(true);

    public ValueTask PingAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
#endregion
