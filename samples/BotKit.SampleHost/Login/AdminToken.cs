using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace BotKit.SampleHost.Login;

/// <summary>
/// The administrator's token: made at the first start, shown once, kept as a hash in a file that only its owner may read.
/// </summary>
internal sealed class AdminToken
{
    public const string Variable = "BOTKIT_ADMIN_TOKEN";
    private const int MinimumLength = 16;

    private const string TokenClaim = "token";

    private readonly byte[] _hash;
    private readonly string _id;
    private readonly string? _file;

    private AdminToken(byte[] hash, string? shown = null, string? file = null)
    {
        _file = file;
        _hash = hash;
        _id = Convert.ToHexStringLower(SHA256.HashData(hash));
        Shown = shown;
    }

    /// <summary>The token itself, only in the process that made it.</summary>
    public string? Shown { get; }

    public bool Matches(string token) => SecretText.Matches(token, _hash);

    /// <summary>Stores a new token's hash. It is called when the token is shown, so that a start that failed leaves no token behind that nobody knows.</summary>
    public void Keep()
    {
        if (_file is not null)
        {
            DataFolder.WritePrivate(_file, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(_hash)));
        }
    }

    /// <summary>The administrator, tied to this token: a cookie made under an earlier one is void.</summary>
    public ClaimsPrincipal ToPrincipal(string scheme)
        => new(new ClaimsIdentity([new Claim(ClaimTypes.Name, "admin"), new Claim(TokenClaim, _id)], scheme));

    public bool Issued(ClaimsPrincipal? principal) => principal?.HasClaim(TokenClaim, _id) == true;

    /// <param name="folder">Where the hash is kept.</param>
    /// <param name="given">The token to use instead, from <see cref="Variable"/>; it is not stored.</param>
    /// <param name="reset">Whether to make a new token although there is one.</param>
    public static AdminToken Load(DataFolder folder, string? given, bool reset)
    {
        if (!string.IsNullOrEmpty(given))
        {
            return given.Length >= MinimumLength
                ? new AdminToken(SecretText.Hash(given))
                : throw new InvalidOperationException($"{Variable} is too short: at least {MinimumLength} characters.");
        }

        var file = folder.File("admin-token.sha256");
        if (!reset && File.Exists(file))
        {
            return new AdminToken(Read(file));
        }

        var token = SecretText.Create();
        var hash = SecretText.Hash(token);
        return new AdminToken(hash, token, file);
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
