#region snippet: crm
public interface ICrm
{
    ValueTask<bool> KnowsAsync(string email, CancellationToken cancellationToken);

    ValueTask PingAsync(CancellationToken cancellationToken);
}
#endregion
