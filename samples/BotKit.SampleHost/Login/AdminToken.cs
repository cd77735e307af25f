using System.Text;

namespace BotKit.SampleHost.Login;

/// <summary>
/// The administrator's token: made at the first start, shown once, kept as a hash in a file that only its owner may read.
/// </summary>
internal sealed class AdminToken
{
    public const string Variable = "BOTKIT_ADMIN_TOKEN";
    private const int MinimumLength = 16;

    private readonly byte[] _hash;

    private AdminToken(byte[] hash, string? shown)
    {
        _hash = hash;
        Shown = shown;
    }

    /// <summary>The token itself, only in the process that made it.</summary>
    public string? Shown { get; }

    public bool Matches(string token) => SecretText.Matches(token, _hash);

    /// <param name="folder">Where the hash is kept.</param>
    /// <param name="given">The token to use instead, from <see cref="Variable"/>; it is not stored.</param>
    /// <param name="reset">Whether to make a new token although there is one.</param>
    public static AdminToken Load(DataFolder folder, string? given, bool reset)
    {
        if (!string.IsNullOrEmpty(given))
        {
            return given.Length >= MinimumLength
                ? new AdminToken(SecretText.Hash(given), shown: null)
                : throw new InvalidOperationException($"{Variable} is too short: at least {MinimumLength} characters.");
        }

        var file = folder.File("admin-token.sha256");
        if (!reset && File.Exists(file))
        {
            return new AdminToken(Read(file), shown: null);
        }

        var token = SecretText.Create();
        var hash = SecretText.Hash(token);
        DataFolder.WritePrivate(file, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash)));
        return new AdminToken(hash, token);
    }

    private static byte[] Read(string file)
    {
        try
        {
            var hash = Convert.FromHexString(File.ReadAllText(file).Trim());
            return hash.Length == 32 ? hash : throw new FormatException();
        }
        catch (FormatException exception)
        {
            throw new InvalidOperationException("The stored admin token is damaged; start once with --reset-admin-token.", exception);
        }
    }
}
