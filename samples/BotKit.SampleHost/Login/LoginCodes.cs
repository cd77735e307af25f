namespace BotKit.SampleHost.Login;

/// <summary>The code in the printed login link: it works once, for ten minutes, and is no token.</summary>
internal sealed class LoginCodes(TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private byte[]? _hash;
    private long _madeAt;

    /// <summary>Makes a code; an earlier one is void from then on.</summary>
    public string Create()
    {
        var code = SecretText.Create();
        lock (_lock)
        {
            _hash = SecretText.Hash(code);
            _madeAt = clock.GetTimestamp();
        }

        return code;
    }

    public bool TryUse(string code)
    {
        lock (_lock)
        {
            if (_hash is null || clock.GetElapsedTime(_madeAt) > Lifetime || !SecretText.Matches(code, _hash))
            {
                return false;
            }

            _hash = null;
            return true;
        }
    }
}
